/** What is wrong with a text of ours, and where: problems, warnings and notes, as a compiler prints them. */
@NullMarked
package io.dimmer.config.file.problem;

import org.jspecify.annotations.NullMarked;
