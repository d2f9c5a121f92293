/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Docker backend beside curl, the docker command and docker-java; docs/benchmarks.md says how to run it and what it gave. */
@NullMarked
package dev.hvsdk.benchmarks.containers;

import org.jspecify.annotations.NullMarked;
