/** HTTP for people and scripts: reads snapshots, submits commands, blocks nothing. */
@NullMarked
package io.dimmer.admin;

import org.jspecify.annotations.NullMarked;
