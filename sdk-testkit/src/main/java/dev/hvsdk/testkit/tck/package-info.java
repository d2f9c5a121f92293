/**
 * The kit that proves a backend: extend {@link dev.hvsdk.testkit.tck.HypervisorTck} and give it a
 * {@link dev.hvsdk.testkit.tck.TckSubject}.
 *
 * <p>Needs JUnit 6 on the path, and nothing else.
 */
@NullMarked
package dev.hvsdk.testkit.tck;

import org.jspecify.annotations.NullMarked;
