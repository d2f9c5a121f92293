@NullMarked
package dev.hvsdk.cli;

import org.jspecify.annotations.NullMarked;
