/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Devices that guests could be given, and what the host's hardware can do. */
abstract class DevicesChapter extends TckChapter {
    /** What must not be taken from a host by a test is not assignable in the first place. */
    private PassthroughDevice free() {
        List<PassthroughDevice> free = host().devices().stream()
                .filter(device -> device.assignability().state() == Assignability.State.READY)
                .toList();
        Expect.assume(!free.isEmpty(), () -> "not tested: no device of the host is free");
        return free.get(0);
    }

    private static String id(PassthroughDevice device) {
        return device.kind() + " " + device.address();
    }

    @TckRule(
            id = "HV-731",
            statement = "devices() has no device twice, and gives the same devices when nothing has changed",
            reason = "a device is chosen from one listing and given by another",
            hint = "devices(): kinds and addresses")
    void devicesAreListedOnce() {
        List<String> ids = host().devices().stream().map(DevicesChapter::id).toList();
        Set<String> distinct = new HashSet<>(ids);
        Expect.equal(ids.size(), distinct.size(), "the number of different ids in " + ids);
        Expect.equal(
                distinct,
                new HashSet<>(host().devices().stream().map(DevicesChapter::id).toList()),
                "the devices, listed again,");
    }

    @TckRule(
            id = "HV-732",
            statement = "a device that a guest was given is attached() until it is detached",
            reason = "the guest's view and the host's have to be one",
            hint = "DeviceAssignment.attach(), attached() and detach()")
    void attachesAndDetaches() {
        DeviceAssignment devices = capability(stopped(), DeviceAssignment.class);
        PassthroughDevice device = free();
        Expect.equal(id(device), id(await(devices.attach(device))), "what attach() ended with");
        Expect.equal(List.of(id(device)), ids(devices), "the attached devices");
        await(devices.detach(device));
        Expect.equal(List.of(), ids(devices), "the attached devices after detach()");
    }

    private static List<String> ids(DeviceAssignment devices) {
        return devices.attached().stream().map(DevicesChapter::id).toList();
    }

    @TckRule(
            id = "HV-733",
            statement = "a device of one guest is a Conflict for another",
            reason = "two guests on one device destroy data",
            hint = "DeviceAssignment.attach()")
    void devicesBelongToOneGuest() {
        Guest owner = stopped();
        DeviceAssignment first = capability(owner, DeviceAssignment.class);
        DeviceAssignment second = capability(stopped(), DeviceAssignment.class);
        PassthroughDevice device = free();
        await(first.attach(device));
        Expect.thrown(
                HypervisorException.Conflict.class,
                "attach() of another guest's device",
                () -> await(second.attach(device)));
        await(first.detach(device));
    }

    @TckRule(
            id = "HV-734",
            statement = "detach() of a device that the guest does not have is NotFound",
            reason = "a program has to see that it was wrong",
            hint = "DeviceAssignment.detach()")
    void detachNeedsTheDevice() {
        DeviceAssignment devices = capability(stopped(), DeviceAssignment.class);
        PassthroughDevice device = free();
        Expect.thrown(HypervisorException.NotFound.class, "detach()", () -> await(devices.detach(device)));
    }

    @TckRule(
            id = "HV-735",
            statement = "HostFeatures reports each feature once, and the same when asked for one",
            reason = "a report on the machine that contradicts itself helps nobody",
            hint = "HostFeatures.reports() and report(feature)")
    void featuresAgree() {
        HostFeatures features = capability(HostFeatures.class);
        List<FeatureReport> reports = features.reports();
        Set<CpuFeature> seen = new HashSet<>();
        for (FeatureReport report : reports) {
            Expect.that(seen.add(report.feature()), () -> report.feature() + " is reported twice");
            Expect.equal(report.state(), features.report(report.feature()).state(), "the state of " + report.feature());
        }
    }

    @TckRule(
            id = "HV-736",
            statement = "DeviceControl plans without changing anything, or refuses with a reason",
            reason = "people look at a plan before they take a network card from a host",
            hint = "DeviceControl.plan(): it only reads")
    void plansChangeNothing() {
        DeviceControl control = capability(DeviceControl.class);
        @Nullable
        PciDevice device = host().devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .findFirst()
                .orElse(null);
        Expect.assume(device != null, () -> "not tested: the host has no PCI device");
        if (device != null) {
            DeviceChange change = new DeviceChange.BindToVfio(device.pciAddress());
            DevicePlan plan = control.plan(change);
            Expect.equal(change, plan.change(), "the change that is planned");
            Expect.equal(plan.steps(), control.plan(change).steps(), "the steps, planned again,");
        }
    }

    @TckRule(
            id = "HV-737",
            statement = "a plan for a function that the host does not have is NotFound",
            reason = "a typing error must not look like a device that is in order",
            hint = "DeviceControl.plan(): it looks for the device first")
    void plansNeedADevice() {
        DeviceControl control = capability(DeviceControl.class);
        DeviceChange change = new DeviceChange.ReturnToHost(PciAddress.parse("ffff:fe:1f.7"));
        Expect.thrown(HypervisorException.NotFound.class, "plan()", () -> control.plan(change));
    }
}
