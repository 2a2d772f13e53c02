/** The spine: the stages of a request in order. */
@NullMarked
package io.dimmer.pipeline;

import org.jspecify.annotations.NullMarked;
