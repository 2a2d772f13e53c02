/** A new process takes the place of a running one: who has the state, and when the old one may go. */
@NullMarked
package io.dimmer.server.takeover;

import org.jspecify.annotations.NullMarked;
