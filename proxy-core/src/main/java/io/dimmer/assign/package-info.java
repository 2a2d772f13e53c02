/** Choosing the version: forced or by hash. */
@NullMarked
package io.dimmer.assign;

import org.jspecify.annotations.NullMarked;
