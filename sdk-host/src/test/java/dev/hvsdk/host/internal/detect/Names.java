/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.testing.FixtureHost;
import java.util.List;

/** Layers in short, for tests: {@code kvm/firecracker}. */
final class Names {
    private Names() {}

    static List<String> of(Findings findings) {
        return findings.layers().stream().map(Names::of).toList();
    }

    static List<String> of(FixtureHost host) {
        return of(Detector.detect(host.build()));
    }

    private static String of(VirtualizationLayer layer) {
        String id = layer.technology().id();
        return layer.variant().map(variant -> id + "/" + variant).orElse(id);
    }
}
