/** The spine: the stages of a request in order, and the edge as a whole. */
@NullMarked
package io.dimmer.pipeline;

import org.jspecify.annotations.NullMarked;
