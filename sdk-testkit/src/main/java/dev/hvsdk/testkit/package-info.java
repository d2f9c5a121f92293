/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fake hosts and helpers for tests of code that uses the Hypervisor SDK. */
@NullMarked
package dev.hvsdk.testkit;

import org.jspecify.annotations.NullMarked;
