/**
 * The seam between the SDK and a machine: every file and every other fact about a host is read through
 * {@link dev.hvsdk.host.root.HostRoot}, so that a captured host is a fixture and nothing reads around it.
 */
@NullMarked
package dev.hvsdk.host.root;

import org.jspecify.annotations.NullMarked;
