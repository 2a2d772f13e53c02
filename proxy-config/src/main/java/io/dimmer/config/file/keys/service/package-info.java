/** The keys of services: versions, weights, sticky keys, forcing, the guard; what must hold between them. */
@NullMarked
package io.dimmer.config.file.keys.service;

import org.jspecify.annotations.NullMarked;
