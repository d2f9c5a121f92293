/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.Inspection;
import java.util.List;

/** The two questions that most people look at a machine for, each answered in a line. */
final class Summary {
    private Summary() {}

    static void show(Page page, Inspection inspection) {
        page.line(0, Span.of("Virtual machines can run here: "), guests(inspection));
        page.line(0, Span.of("Devices can be passed through: "), devices(inspection));
    }

    private static Span guests(Inspection inspection) {
        return inspection.detection().layers().stream()
                .filter(layer -> layer.role() == LayerRole.HOST)
                .findFirst()
                .map(layer -> yes("by " + layer.technology().displayName()))
                .orElseGet(() -> byKvm(inspection));
    }

    private static Span byKvm(Inspection inspection) {
        return inspection
                .findFeature(CpuFeature.KVM)
                .map(kvm -> byKvm(kvm, inspection.isKvmDenied()))
                .orElse(unknown(""));
    }

    private static Span byKvm(FeatureReport kvm, boolean denied) {
        String reason = kvm.evidence().stream()
                .findFirst()
                .map(piece -> " (" + piece + ")")
                .orElse("");
        if (denied) {
            return new Span("not for this user" + reason, Tone.WARNING);
        }
        return switch (kvm.state()) {
            case USABLE -> yes("by KVM");
            case UNKNOWN -> unknown(reason);
            default -> no("KVM is " + FeaturesPage.words(kvm.state()) + reason);
        };
    }

    /** Nodes such as /dev/kvm are no devices of the machine, and are left out. */
    private static Span devices(Inspection inspection) {
        List<Assignability> devices = inspection.devices().stream()
                .filter(device -> !(device instanceof DeviceNode))
                .map(PassthroughDevice::assignability)
                .toList();
        long ready = count(devices, Assignability.State.READY);
        long possible = ready + count(devices, Assignability.State.PREPARABLE);
        if (possible > 0) {
            String later =
                    ready == 0 ? " once they are prepared" : ready < possible ? ", " + ready + " of them now" : "";
            return yes(possible + " of " + devices.size() + later);
        }
        return inspection.showsDevices() ? noneOf(devices) : unknown(" (this host does not show its devices)");
    }

    private static Span noneOf(List<Assignability> devices) {
        return devices.stream()
                .flatMap(device -> device.blockers().stream())
                .map(Blocker::kind)
                .filter(kind -> kind != Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE)
                .findFirst()
                .map(Summary::blocked)
                .orElseGet(() -> count(devices, Assignability.State.UNKNOWN) > 0
                        ? unknown("")
                        : no("there is none that could be"));
    }

    private static Span blocked(Blocker.Kind kind) {
        return no(kind == Blocker.Kind.NO_IOMMU ? "there is no IOMMU" : kind.displayName());
    }

    private static long count(List<Assignability> devices, Assignability.State state) {
        return devices.stream().filter(device -> device.state() == state).count();
    }

    private static Span yes(String how) {
        return new Span("yes, " + how, Tone.GOOD);
    }

    private static Span no(String why) {
        return new Span("no, " + why, Tone.WARNING);
    }

    private static Span unknown(String why) {
        return new Span("not known" + why, Tone.WARNING);
    }
}
