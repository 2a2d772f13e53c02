/** A line for each request, written off the event loops. */
@NullMarked
package io.dimmer.accesslog;

import org.jspecify.annotations.NullMarked;
