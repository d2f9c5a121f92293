/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import org.jspecify.annotations.Nullable;

/**
 * A state that a guest goes into, and why. Immutable.
 *
 * @param reason null where the family's hosts do not say
 */
record Step(GuestState state, @Nullable StateReason reason) {}
