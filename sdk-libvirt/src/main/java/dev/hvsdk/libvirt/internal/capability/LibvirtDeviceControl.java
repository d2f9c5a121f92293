/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.xml.NodeDeviceXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The drivers of devices of the host, by libvirt's node devices. Immutable. */
final class LibvirtDeviceControl implements DeviceControl {
    private static final String APPLY = "apply device plan";

    private final HostAccess host;

    private LibvirtDeviceControl(HostAccess host) {
        this.host = host;
    }

    static Support<DeviceControl> of(HostAccess host) {
        return host.supported(
                        "control of devices",
                        () -> host.read("ask for control of devices", LibvirtDeviceControl::refuseIfForeign))
                .map(yes -> new LibvirtDeviceControl(host));
    }

    /** Whether a driver has the function cannot be asked without a change; of libvirt's drivers that of QEMU has it. */
    private static boolean refuseIfForeign(long connection) {
        String type = Mem.text(Vir.check(VirConnect.virConnectGetType(connection)));
        if (!type.equals("QEMU")) {
            throw new VirException(new VirFailure(
                    VirErrors.NO_SUPPORT, 0, 0, 0, "the driver " + type + " leaves devices to the host"));
        }
        return true;
    }

    @Override
    public DevicePlan plan(DeviceChange change) {
        NodeDeviceXml node = node(change);
        if (change instanceof DeviceChange.BindToVfio) {
            return DevicePlan.of(change, bindingSteps(node), bindingRefusals(node));
        }
        if (change instanceof DeviceChange.ReturnToHost) {
            return DevicePlan.of(change, returningSteps(node), owner(device(node)));
        }
        throw about("plan", change)
                .remedy("do it on the host: hv passthrough plan --help")
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "libvirt binds and returns single functions, and no more");
    }

    private ErrorFactory about(String operation, DeviceChange change) {
        return host.errors(operation).subject("pci " + change.device());
    }

    private NodeDeviceXml node(DeviceChange change) {
        return host.devices()
                .node(change.device())
                .orElseThrow(() -> about("plan", change).notFound("the host has no such function"));
    }

    private static PassthroughDevice device(NodeDeviceXml node) {
        return node.toPassthroughDevice().orElseThrow();
    }

    private static NodeDriver driver(NodeDeviceXml node) {
        return new NodeDriver(node.name().orElseThrow());
    }

    private List<String> bindingSteps(NodeDeviceXml node) {
        if (NodeDriver.isVfio(node)) {
            return List.of();
        }
        String step = driver(node).detaching(node.driver());
        return host.isOnThisMachine()
                ? List.of(step)
                : List.of(
                        "look at the host: libvirt does not tell whether its root disk or default route is on it",
                        step);
    }

    private static List<String> returningSteps(NodeDeviceXml node) {
        return NodeDriver.isVfio(node) ? List.of(driver(node).attaching()) : List.of();
    }

    private List<Blocker> bindingRefusals(NodeDeviceXml node) {
        PassthroughDevice device = device(node);
        List<Blocker> refusals = new ArrayList<>(uses(device));
        refusals.addAll(owner(device));
        if (device.assignability().state() == Assignability.State.BLOCKED) {
            refusals.addAll(device.assignability().blockers());
        }
        return List.copyOf(refusals);
    }

    /** Of a group libvirt binds one function after the other, so that those which are still with the host do not matter. */
    private List<Blocker> uses(PassthroughDevice device) {
        return host.family().refusals(device, host).stream()
                .filter(refusal -> refusal.kind() != Blocker.Kind.GROUP_SHARED)
                .toList();
    }

    private List<Blocker> owner(PassthroughDevice device) {
        return host.devices()
                .owner(device)
                .map(guest -> List.of(new Blocker(Blocker.Kind.IN_USE, "the guest " + guest + " has it")))
                .orElse(List.of());
    }

    @Override
    public Operation<DevicePlan> apply(DevicePlan plan) {
        String subject = "pci " + plan.change().device();
        return host.change(APPLY, subject, source -> {
            ReentrantLock assignments = host.assignments();
            assignments.lock();
            try {
                refuseIfStale(plan);
                perform(plan, subject);
                return plan;
            } finally {
                assignments.unlock();
            }
        });
    }

    private void refuseIfStale(DevicePlan plan) {
        ErrorFactory applying = about(APPLY, plan.change());
        if (plan.isRefused()) {
            throw applying.conflict("the plan is refused: " + plan.refusals().get(0));
        }
        if (!plan.equals(plan(plan.change()))) {
            throw applying.remedy("plan it again").conflict("the host has changed since it was planned");
        }
    }

    private void perform(DevicePlan plan, String subject) {
        if (plan.steps().isEmpty()) {
            return;
        }
        NodeDriver driver = driver(node(plan.change()));
        boolean isBinding = plan.change() instanceof DeviceChange.BindToVfio;
        host.work(APPLY, subject, connection -> isBinding ? driver.detach(connection) : driver.attach(connection));
    }
}
