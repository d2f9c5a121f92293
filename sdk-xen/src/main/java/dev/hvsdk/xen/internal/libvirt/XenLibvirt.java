/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.libvirt.backend.LibvirtBackend;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.xen.internal.tool.ThisMachine;
import java.util.Set;

/** Opens hosts with Xen through libvirt. Thread-safe. */
public final class XenLibvirt {
    /** The id of the backend. */
    public static final String BACKEND = "xen";

    /** Those of libvirt's driver. */
    public static final Set<String> SCHEMES =
            Set.of("xen", "xen+unix", "xen+ssh", "xen+tcp", "xen+tls", "xen+libssh", "xen+libssh2");

    private static final String ELSEWHERE = "xen+ssh://root@HOST/system";

    private XenLibvirt() {}

    /** Whether libvirt's library is there. */
    public static Support<HypervisorProvider> probe(HypervisorProvider provider) {
        return LibvirtBackend.probe(provider);
    }

    /**
     * Connects.
     *
     * @throws HypervisorException if that fails; for this machine it says whether it runs Xen, and with which rights
     */
    public static Hypervisor open(ConnectSpec spec) {
        try {
            return LibvirtBackend.open(spec, SCHEMES, new XenFamily());
        } catch (HypervisorException.PermissionDenied e) {
            throw e;
        } catch (HypervisorException e) {
            throw Dom0Route.isOfThisMachine(spec.uri())
                    ? ThisMachine.explained(BACKEND, e, ThisMachine.absence(HostRoot.live(), ELSEWHERE))
                    : e;
        }
    }
}
