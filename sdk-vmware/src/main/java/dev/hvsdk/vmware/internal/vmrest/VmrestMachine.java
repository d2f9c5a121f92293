/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

/**
 * A machine of the product's library.
 *
 * <p>Immutable.
 *
 * @param id by which vmrest knows it
 * @param path of its {@code .vmx}
 */
public record VmrestMachine(String id, String path) {}
