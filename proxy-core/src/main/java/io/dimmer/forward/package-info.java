/** One attempt over one lease: header rules, the body with back-pressure, and tunnels. */
@NullMarked
package io.dimmer.forward;

import org.jspecify.annotations.NullMarked;
