/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * CPUs by what others wrote down of them: dumps of CPUID and of model-specific registers, in the text formats of the tools that make
 * them.
 */
@NullMarked
package dev.hvsdk.host.cpuid;

import org.jspecify.annotations.NullMarked;
