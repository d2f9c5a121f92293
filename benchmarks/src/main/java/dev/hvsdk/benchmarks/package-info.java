/** JMH benchmarks; docs/benchmarks.md says how to run them and what they gave. */
@NullMarked
package dev.hvsdk.benchmarks;

import org.jspecify.annotations.NullMarked;
