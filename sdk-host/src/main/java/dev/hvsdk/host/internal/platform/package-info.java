/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The IOMMU, interrupt remapping and the kernel's parameters: what the features of a host and its devices both rest on, read in
 * one place so that the two never contradict each other.
 */
@NullMarked
package dev.hvsdk.host.internal.platform;

import org.jspecify.annotations.NullMarked;
