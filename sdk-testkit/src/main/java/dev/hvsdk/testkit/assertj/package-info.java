/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Assertions for AssertJ on hosts, guests, operations and what else the SDK gives: {@link dev.hvsdk.testkit.assertj.HypervisorAssertions}. */
@NullMarked
package dev.hvsdk.testkit.assertj;

import org.jspecify.annotations.NullMarked;
