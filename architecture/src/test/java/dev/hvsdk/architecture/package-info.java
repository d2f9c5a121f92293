/** The rules that hold over all modules, as tests. */
@NullMarked
package dev.hvsdk.architecture;

import org.jspecify.annotations.NullMarked;
