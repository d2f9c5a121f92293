/** What tests of this module share. */
@NullMarked
package dev.hvsdk.host.testing;

import org.jspecify.annotations.NullMarked;
