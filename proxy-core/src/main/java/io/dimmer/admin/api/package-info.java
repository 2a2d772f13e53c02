/** The calls of the admin API: what was said becomes a command or a picture. */
@NullMarked
package io.dimmer.admin.api;

import org.jspecify.annotations.NullMarked;
