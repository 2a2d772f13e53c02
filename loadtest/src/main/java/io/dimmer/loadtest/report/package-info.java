/** What a run came to, as a table for people and as JSON for programs; never percentiles of a void run. */
@NullMarked
package io.dimmer.loadtest.report;

import org.jspecify.annotations.NullMarked;
