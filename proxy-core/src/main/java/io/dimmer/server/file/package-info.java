/** The files beside the configuration file, and which of them have changed. */
@NullMarked
package io.dimmer.server.file;

import org.jspecify.annotations.NullMarked;
