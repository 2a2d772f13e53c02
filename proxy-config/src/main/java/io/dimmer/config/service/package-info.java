/** Services, versions, endpoints, sticky keys, forcing, timeouts and draining. */
@NullMarked
package io.dimmer.config.service;

import org.jspecify.annotations.NullMarked;
