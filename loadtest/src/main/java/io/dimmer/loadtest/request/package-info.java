/** What is sent: the bytes of each request, and the user who sends it, both functions of its number. */
@NullMarked
package io.dimmer.loadtest.request;

import org.jspecify.annotations.NullMarked;
