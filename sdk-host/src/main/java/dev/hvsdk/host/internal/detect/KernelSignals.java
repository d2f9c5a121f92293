/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kernels that are themselves virtual or imitated: user-mode Linux, WSL, an illumos zone that speaks Linux. */
final class KernelSignals {
    private static final String RELEASE = "/proc/sys/kernel/osrelease";
    private static final String INTEROP = "/run/WSL";
    private static final String VERSION = "/proc/version";

    private final Scene scene;

    KernelSignals(Scene scene) {
        this.scene = scene;
    }

    /** The layers that the kernel makes, outermost first; those of WSL 2 with its own Hyper-V, if none was seen yet. */
    List<VirtualizationLayer> layers(List<VirtualizationLayer> below) {
        List<VirtualizationLayer> layers = new ArrayList<>();
        illumos().ifPresent(layers::add);
        uml().ifPresent(layers::add);
        wsl().ifPresent(evidence -> addWsl(below, evidence, layers));
        layers.forEach(layer -> scene.trace().decide(layer, Rule.KERNEL_SAYS_SO));
        return layers;
    }

    /** The version that illumos reports to Linux programs (usr/src/uts/common/brand/lx). */
    private Optional<VirtualizationLayer> illumos() {
        return scene.attribute(VERSION)
                .filter(version -> version.contains("BrandZ virtual linux"))
                .map(version -> Layers.of(Technology.ILLUMOS_LX, Evidence.ofKernel(VERSION, Lines.printable(version)))
                        .build());
    }

    /** {@code /proc/exitcode} exists in this kernel alone (arch/um/kernel/exitcode.c) and spares reading cpuinfo. */
    private Optional<VirtualizationLayer> uml() {
        if (scene.isLive() && !scene.exists("/proc/exitcode")) {
            return Optional.empty();
        }
        return scene.cpuinfo("vendor_id")
                .filter("User Mode Linux"::equals)
                .map(vendor -> Layers.of(Technology.UML, Evidence.ofKernel("/proc/cpuinfo vendor_id", vendor))
                        .build());
    }

    private Optional<Evidence> wsl() {
        return scene.attribute(RELEASE)
                .filter(release -> isWsl(release.toLowerCase(Locale.ROOT)))
                .map(release -> Evidence.ofKernel(RELEASE, Lines.printable(release)))
                .or(this::wslWithOwnKernel);
    }

    /** The second WSL may run a kernel of its user's, but its own init makes this directory. */
    private Optional<Evidence> wslWithOwnKernel() {
        return scene.exists(INTEROP)
                ? Optional.of(Evidence.ofSystem(INTEROP, "there, from wsl2's init"))
                : Optional.empty();
    }

    /** {@code 4.4.0-19041-Microsoft} is the first WSL, {@code 5.15.90.1-microsoft-standard-WSL2} the second. */
    private static boolean isWsl(String release) {
        return release.contains("-microsoft") || release.contains("-wsl");
    }

    private void addWsl(List<VirtualizationLayer> below, Evidence evidence, List<VirtualizationLayer> layers) {
        if (!isSecond(evidence.value().toLowerCase(Locale.ROOT))) {
            layers.add(Layers.of(Technology.WSL, "wsl1", List.of(evidence))
                    .approach(Approach.OS_LEVEL)
                    .build());
            return;
        }
        if (below.isEmpty()) {
            layers.add(Layers.of(Technology.HYPER_V, evidence)
                    .confidence(Confidence.LIKELY)
                    .build());
        }
        layers.add(Layers.of(Technology.WSL, "wsl2", List.of(evidence)).build());
    }

    private static boolean isSecond(String release) {
        return release.contains("microsoft-standard") || release.contains("wsl2");
    }

    /** Whether the kernel is that of WSL 2, whose distributions live in namespaces without being containers. */
    boolean isWsl2() {
        return wsl().map(evidence -> isSecond(evidence.value().toLowerCase(Locale.ROOT)))
                .orElse(false);
    }
}
