/** Sockets and framing limits: turns what arrives into exchanges on the same event loop. */
@NullMarked
package io.dimmer.listen;

import org.jspecify.annotations.NullMarked;
