/** What is wanted of one proxy, as one immutable value: {@code ProxySpec}; its keys and values, and what differs. */
@NullMarked
package io.dimmer.config;

import org.jspecify.annotations.NullMarked;
