/** One control thread and one queue of commands; it alone replaces the snapshot of the edge. */
@NullMarked
package io.dimmer.control.loop;

import org.jspecify.annotations.NullMarked;
