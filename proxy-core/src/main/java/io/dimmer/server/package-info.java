/** Builds both planes from the spec, joins listeners to recorders, starts and stops in order. */
@NullMarked
package io.dimmer.server;

import org.jspecify.annotations.NullMarked;
