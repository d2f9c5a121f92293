/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import org.apiguardian.api.API;

/**
 * What {@code /dev/kvm} answered when it was asked by ioctl.
 *
 * <p>A record, because these are the kernel's own answers. Immutable.
 *
 * @param apiVersion the answer to KVM_GET_API_VERSION; 12 since Linux 2.6.22 (include/uapi/linux/kvm.h)
 * @param createsVms whether KVM_CREATE_VM gave a virtual machine, which was closed at once
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record KvmProbe(int apiVersion, boolean createsVms) {}
