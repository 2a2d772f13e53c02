/** How commands reach running proxies: over the admin API, one or several. */
@NullMarked
package io.dimmer.cli.admin;

import org.jspecify.annotations.NullMarked;
