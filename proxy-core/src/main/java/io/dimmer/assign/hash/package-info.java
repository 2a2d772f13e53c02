/** The hashing contract: XXH64 of a key, and weighted rendezvous hashing of a choice by it. */
@NullMarked
package io.dimmer.assign.hash;

import org.jspecify.annotations.NullMarked;
