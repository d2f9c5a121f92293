/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.passthrough.Passthrough;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A change of a device as it is written on the command line. Filled in by picocli. */
final class PassthroughOptions {
    /** The examples of what can be written, for the help. */
    static final String CHANGES =
            "bind ADDRESS: take a PCI function from its driver and bind it to vfio-pci, so that a guest can "
                    + "be given it. return ADDRESS: give it back to the driver of the host. set-vfs ADDRESS COUNT: have so many virtual "
                    + "functions of it. create-mdev ADDRESS TYPE: make a mediated device of it. remove-mdev UUID: remove one.";

    @Mixin
    private final HostOptions host = new HostOptions();

    @Mixin
    private final JournalOptions journal = new JournalOptions();

    @Parameters(index = "0", paramLabel = "CHANGE", description = "bind, return, set-vfs, create-mdev or remove-mdev.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private PassthroughVerb verb;

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "The PCI address of the function, such as 0000:3b:00.0; of remove-mdev, the UUID.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String device;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "Of set-vfs the number, of create-mdev the type.")
    private @Nullable String value;

    @Option(
            names = "--group",
            order = 10,
            description = "Of bind and return: with all functions of its IOMMU group, which go to a guest together.")
    private boolean group;

    @Option(
            names = "--uuid",
            paramLabel = "UUID",
            order = 11,
            description = "Of create-mdev: by which it will be known.")
    private @Nullable UUID uuid;

    @Option(
            names = "--allow",
            paramLabel = "REASON",
            order = 12,
            description = "Do it although this speaks against it: carries-default-route, use-unknown, group-shared or "
                    + "no-interrupt-remapping. Can be repeated. What else speaks against a change stands.")
    private final List<Blocker.Kind> allowed = new ArrayList<>();

    OutputOptions output() {
        return host.output();
    }

    Passthrough passthrough() {
        return journal.place(Passthrough.of(host.host())).accepting(Set.copyOf(allowed));
    }

    DeviceChange change() {
        refuseWhatIsNotOfIt();
        return switch (verb) {
            case BIND -> group ? new DeviceChange.BindGroupToVfio(address()) : new DeviceChange.BindToVfio(address());
            case RETURN ->
                group ? new DeviceChange.ReturnGroupToHost(address()) : new DeviceChange.ReturnToHost(address());
            case SET_VFS -> new DeviceChange.SetVirtualFunctions(address(), count());
            case CREATE_MDEV ->
                new DeviceChange.CreateMediatedDevice(
                        address(), needed("the type of the mediated device"), uuid == null ? UUID.randomUUID() : uuid);
            case REMOVE_MDEV -> removal();
        };
    }

    private void refuseWhatIsNotOfIt() {
        boolean hasValue = verb == PassthroughVerb.SET_VFS || verb == PassthroughVerb.CREATE_MDEV;
        if (value != null && !hasValue) {
            throw new UsageException(verb + " takes no '" + value + "'", null);
        }
        if (group && verb != PassthroughVerb.BIND && verb != PassthroughVerb.RETURN) {
            throw new UsageException("--group is for bind and return", null);
        }
        if (uuid != null && verb != PassthroughVerb.CREATE_MDEV) {
            throw new UsageException("--uuid is for create-mdev", null);
        }
    }

    private PciAddress address() {
        try {
            return PciAddress.parse(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private String needed(String what) {
        if (value == null) {
            throw new UsageException(verb + " needs " + what, null);
        }
        return value;
    }

    private int count() {
        String number = needed("the number of virtual functions");
        if (!number.matches("[0-9]{1,6}")) {
            throw new UsageException("the number of virtual functions cannot be '" + number + "'", null);
        }
        return Integer.parseInt(number);
    }

    /** The function that it is a share of need not be written. */
    private DeviceChange removal() {
        UUID wanted = uuidOf(device);
        PciAddress parent = host.inspector().devices().stream()
                .filter(MediatedDevice.class::isInstance)
                .map(MediatedDevice.class::cast)
                .filter(found -> found.address().equals(wanted.toString()))
                .findFirst()
                .flatMap(MediatedDevice::parent)
                .orElseThrow(() -> new FailureException(
                        "there is no mediated device " + wanted
                                + " of a PCI function; 'hv devices' lists those that there are",
                        null));
        return new DeviceChange.RemoveMediatedDevice(parent, wanted);
    }

    private static UUID uuidOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("not a UUID: '" + text + "'", e);
        }
    }
}
