/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What benchmarks that run side by side share: times, and tables of them. */
@NullMarked
package dev.hvsdk.benchmarks.report;

import org.jspecify.annotations.NullMarked;
