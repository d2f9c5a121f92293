/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fake hosts for JUnit 6: {@link dev.hvsdk.testkit.junit.FakeHypervisor} gives one to a test and looks what the test left. */
@NullMarked
package dev.hvsdk.testkit.junit;

import org.jspecify.annotations.NullMarked;
