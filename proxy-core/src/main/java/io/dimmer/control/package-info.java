/** The door of the control plane: pictures out, commands in. */
@NullMarked
package io.dimmer.control;

import org.jspecify.annotations.NullMarked;
