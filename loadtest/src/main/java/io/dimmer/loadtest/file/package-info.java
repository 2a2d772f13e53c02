/** A load test as a file: the words of the flags, a profile of rates, a mix of requests. */
@NullMarked
package io.dimmer.loadtest.file;

import org.jspecify.annotations.NullMarked;
