/** Who may speak to admin, and who may call what. */
@NullMarked
package io.dimmer.admin.gate;

import org.jspecify.annotations.NullMarked;
