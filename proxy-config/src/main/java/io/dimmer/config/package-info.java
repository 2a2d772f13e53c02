/** What is wanted of one proxy, as one immutable value: {@code ProxySpec}. */
@NullMarked
package io.dimmer.config;

import org.jspecify.annotations.NullMarked;
