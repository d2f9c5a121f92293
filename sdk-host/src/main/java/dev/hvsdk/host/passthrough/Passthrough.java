/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.internal.passthrough.ApplyLock;
import dev.hvsdk.host.internal.passthrough.Draft;
import dev.hvsdk.host.internal.passthrough.Entry;
import dev.hvsdk.host.internal.passthrough.Execution;
import dev.hvsdk.host.internal.passthrough.Journal;
import dev.hvsdk.host.internal.passthrough.Kernel;
import dev.hvsdk.host.internal.passthrough.LiveKernel;
import dev.hvsdk.host.internal.passthrough.Planner;
import dev.hvsdk.host.internal.passthrough.Undoing;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Takes devices of this host from their drivers for guests, and gives them back.
 *
 * <pre>{@code
 * Passthrough passthrough = Passthrough.of(HostRoot.live());
 * DevicePlan plan = passthrough.plan(new DeviceChange.BindToVfio(PciAddress.parse("0000:01:00.0")));
 * plan.steps().forEach(System.out::println);
 * passthrough.apply(plan);
 * }</pre>
 *
 * <p>Each step is written to a journal, on disk, before it is taken, and read back from the kernel afterwards. When one fails,
 * those before are taken back; after a crash {@link #undo()} does it. A plan can be made of a captured host too, which no
 * other call changes. Immutable, and thread-safe: of two changes of a host at a time the second fails.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Passthrough {
    /** Where the journal is unless {@link #journalIn} names another place; it is gone after a boot, as the changes are. */
    public static final Path JOURNAL = Path.of("/run/hvsdk");

    private static final ErrorFactory ERRORS = ErrorFactory.of("host");
    private static final String APPLY = "apply device plan";
    private static final String UNDO = "undo device plan";

    private final HostRoot root;
    private final Kernel kernel;
    private final Path locks;
    private final Path journal;
    private final Set<Blocker.Kind> accepted;

    private Passthrough(HostRoot root, Kernel kernel, Path locks, Path journal, Set<Blocker.Kind> accepted) {
        this.root = root;
        this.kernel = kernel;
        this.locks = locks;
        this.journal = journal;
        this.accepted = Set.copyOf(accepted);
    }

    /** That of this host. Reads nothing yet. */
    public static Passthrough of(HostRoot root) {
        return new Passthrough(root, new LiveKernel(), JOURNAL, JOURNAL, Set.of());
    }

    /** That of a host that somebody plays, locked and written down in this directory. */
    static Passthrough played(HostRoot root, Kernel kernel, Path directory) {
        return new Passthrough(root, kernel, directory, directory, Set.of());
    }

    /** The same with its journal in another directory, which is made where it is missing. */
    public Passthrough journalIn(Path directory) {
        return new Passthrough(root, kernel, locks, directory, accepted);
    }

    /**
     * The same for a caller who accepts these reasons against a plan, which then are cautions of it.
     *
     * @throws IllegalArgumentException if one of them is not among {@link #acceptable()}
     */
    public Passthrough accepting(Set<Blocker.Kind> reasons) {
        if (!acceptable().containsAll(reasons)) {
            throw new IllegalArgumentException("not all of " + reasons + " can be accepted, only " + acceptable());
        }
        return new Passthrough(root, kernel, locks, journal, reasons);
    }

    /** The reasons against a plan that somebody may know better about; all others stand. */
    public static Set<Blocker.Kind> acceptable() {
        return Draft.ACCEPTABLE;
    }

    /**
     * What would have to be done for a change, step by step, and what speaks against it; changes nothing and needs no
     * privilege.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.NotFound} if there is no such device, and with
     * {@link dev.hvsdk.api.HypervisorException.WrongState} for a number of virtual functions of one without a driver.
     */
    public DevicePlan plan(DeviceChange change) {
        return Planner.plan(root, change, accepted).plan();
    }

    /**
     * Does what a plan says, and takes the steps back when one fails. Needs root.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the plan is refused, the host has changed since, another
     * change is going on, or an earlier one was interrupted and not undone.
     *
     * @return the devices that the change is about, as they are now; of a mediated device that was removed, none
     */
    public List<PassthroughDevice> apply(DevicePlan plan) {
        ErrorFactory errors =
                ERRORS.operation(APPLY).subject("pci " + plan.change().device());
        refuseUnlessMine(errors);
        if (plan.isRefused()) {
            throw errors.conflict("the plan is refused: " + plan.refusals().get(0));
        }
        return ApplyLock.holding(locks, () -> applyAlone(plan, errors));
    }

    private List<PassthroughDevice> applyAlone(DevicePlan plan, ErrorFactory errors) {
        Journal written = new Journal(journal);
        String boot = boot(errors);
        refuseIfInterrupted(written, boot, errors);
        Draft draft = Planner.plan(root, plan.change(), acceptedBy(plan));
        if (!draft.plan().equals(plan)) {
            throw errors.remedy("plan it again").conflict("the host has changed since it was planned");
        }
        if (!plan.steps().isEmpty()) {
            new Execution(root.files(), kernel, written, errors).apply(boot, describe(plan.change()), draft);
        }
        return devices(plan.change());
    }

    private static Set<Blocker.Kind> acceptedBy(DevicePlan plan) {
        Set<Blocker.Kind> kinds = EnumSet.noneOf(Blocker.Kind.class);
        plan.cautions().forEach(caution -> kinds.add(caution.kind()));
        kinds.retainAll(acceptable());
        return kinds;
    }

    private static void refuseIfInterrupted(Journal written, String boot, ErrorFactory errors) {
        written.read()
                .filter(entry -> entry.isInterrupted() && entry.boot().equals(boot))
                .ifPresent(entry -> {
                    throw errors.remedy("undo it first: hv passthrough undo")
                            .conflict("an earlier change is half done: " + entry);
                });
    }

    /** What {@link #undo()} would do; changes nothing. */
    public UndoReport planUndo() {
        ErrorFactory errors = ERRORS.operation(UNDO);
        Optional<Entry> entry = new Journal(journal).read().filter(Entry::isOpen);
        return entry.map(found -> report(found, boot(errors))).orElseGet(this::nothing);
    }

    /**
     * Takes back the last change, be it whole or interrupted: drivers, numbers of virtual functions and mediated devices are as
     * they were before it. Needs root. Can be repeated after a crash.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if a guest or the host uses a device of it meanwhile.
     */
    public UndoReport undo() {
        ErrorFactory errors = ERRORS.operation(UNDO);
        refuseUnlessMine(errors);
        Journal written = new Journal(journal);
        return ApplyLock.holding(
                locks,
                () -> written.read()
                        .filter(Entry::isOpen)
                        .map(found -> undo(written, found, errors))
                        .orElseGet(this::nothing));
    }

    private UndoReport undo(Journal written, Entry entry, ErrorFactory errors) {
        UndoReport report = report(entry, boot(errors));
        if (report.state() == UndoReport.State.STALE) {
            written.setAside();
            return report;
        }
        Undoing undoing = new Undoing(root, entry);
        undoing.obstacle().ifPresent(obstacle -> {
            throw errors.remedy("end that first").conflict("cannot take back '" + entry + "': " + obstacle);
        });
        undoing.run(new Execution(root.files(), kernel, written, errors));
        written.end("undone");
        return report;
    }

    private UndoReport nothing() {
        return new UndoReport(
                UndoReport.State.NOTHING,
                "nothing to undo: " + new Journal(journal) + " tells of no change",
                List.of());
    }

    private UndoReport report(Entry entry, String boot) {
        if (!entry.boot().equals(boot)) {
            return new UndoReport(
                    UndoReport.State.STALE,
                    "nothing to undo: '" + entry + "' was before the host was started anew, which took it back",
                    List.of());
        }
        return new UndoReport(
                entry.isInterrupted() ? UndoReport.State.INTERRUPTED : UndoReport.State.APPLIED,
                entry.toString(),
                new Undoing(root, entry).texts());
    }

    /** Only this machine is changed, and only by root. */
    private void refuseUnlessMine(ErrorFactory errors) {
        if (!root.isLive() && kernel instanceof LiveKernel) {
            throw errors.remedy("leave the root out to change this machine")
                    .wrongState("a captured host cannot be changed");
        }
        if (root.facts().uid().value().filter(uid -> uid != 0).isPresent()) {
            throw errors.remedy("run as root").permissionDenied("only root changes the drivers of devices");
        }
    }

    private String boot(ErrorFactory errors) {
        Fact<String> boot = root.files().attribute("/proc/sys/kernel/random/boot_id");
        return boot.value()
                .orElseThrow(() -> errors.hostFailure("one boot of this host cannot be told from another: "
                        + boot.problem().map(Fact.Unknown::detail).orElse("")));
    }

    private List<PassthroughDevice> devices(DeviceChange change) {
        List<PassthroughDevice> all = DeviceReader.read(root).devices();
        OptionalInt group = all.stream()
                .filter(device -> device.address().equals(change.device().toString()))
                .findFirst()
                .map(PassthroughDevice::iommuGroup)
                .orElse(OptionalInt.empty());
        return all.stream().filter(device -> isOf(change, device, group)).toList();
    }

    private static boolean isOf(DeviceChange change, PassthroughDevice device, OptionalInt group) {
        if (change instanceof DeviceChange.CreateMediatedDevice creation) {
            return device instanceof MediatedDevice
                    && device.address().equals(creation.uuid().toString());
        }
        if (change instanceof DeviceChange.RemoveMediatedDevice || !(device instanceof PciDevice pci)) {
            return false;
        }
        PciAddress address = change.device();
        boolean isMember =
                change instanceof DeviceChange.BindGroupToVfio || change instanceof DeviceChange.ReturnGroupToHost;
        return pci.pciAddress().equals(address)
                || (isMember && group.isPresent() && pci.iommuGroup().equals(group))
                || (change instanceof DeviceChange.SetVirtualFunctions
                        && pci.physicalFunction().filter(address::equals).isPresent());
    }

    /** A change as a clause for people. */
    public static String describe(DeviceChange change) {
        PciAddress device = change.device();
        if (change instanceof DeviceChange.BindToVfio) {
            return "bind " + device + " to vfio-pci";
        }
        if (change instanceof DeviceChange.BindGroupToVfio) {
            return "bind " + device + " with its IOMMU group to vfio-pci";
        }
        if (change instanceof DeviceChange.ReturnToHost) {
            return "return " + device + " to the host";
        }
        if (change instanceof DeviceChange.ReturnGroupToHost) {
            return "return " + device + " with its IOMMU group to the host";
        }
        if (change instanceof DeviceChange.SetVirtualFunctions functions) {
            return "set the virtual functions of " + device + " to " + functions.count();
        }
        if (change instanceof DeviceChange.CreateMediatedDevice creation) {
            return "create the mediated device " + creation.uuid() + " of type " + creation.type() + " on " + device;
        }
        return "remove the mediated device " + ((DeviceChange.RemoveMediatedDevice) change).uuid() + " of " + device;
    }
}
