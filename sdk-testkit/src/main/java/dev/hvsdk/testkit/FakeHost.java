/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.HypervisorProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A virtualization host that exists in memory only, for tests without a hypervisor.
 *
 * <pre>{@code
 * FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("db", GuestState.STOPPED);
 * try (Hypervisor host = fake.open()) {
 *     host.findGuest("db").orElseThrow().start().await();
 * }
 * }</pre>
 *
 * <p>No mock: guests have the states of their family, and what a real host refuses, such as pausing a stopped guest, is refused
 * with the same error. All connections to one fake host share its guests. The {@code with...} methods change the host at
 * once, while connections are open too, and return it.
 *
 * <p>Two runs of a test are equal: ids and names are counted, time is that of {@link #clock()}, and the work of an operation is
 * done within the call that starts it. Give {@link ConnectSpec.Builder#executor} another executor, and it is done there, whenever
 * the executor chooses.
 *
 * <p>How the families differ:
 *
 * <ul>
 *   <li>{@link #kvm()} is QEMU by libvirt on an Intel server: ids are UUIDs, names are unique and without a slash, an orderly
 *       shutdown is seen under way, a crashed guest is kept until it is stopped.
 *   <li>{@link #xen()} is libxl on the same server: a reboot is seen as a stop and a start.
 *   <li>{@link #vsphere()} is ESXi on an AMD server: ids are those of managed objects, several guests may bear one name, a pause
 *       is a suspension to disk, a paused guest can only be resumed, and the host does not tell reasons but that one.
 *   <li>{@link #containers()} is Docker in a virtual machine of a cloud: guests start from images, have no limits unless they
 *       are given some, and are never suspended; a paused one can be stopped at once.
 * </ul>
 *
 * <p>What it does <em>not</em> imitate:
 *
 * <ul>
 *   <li>Nothing runs in a guest: it never boots slowly, ignores a shutdown, or changes its state by itself, unless a test says
 *       so by {@link #guestIgnores} and {@link #guestBecomes}. The agents that answer are scripted by {@link #agent}. Each virtual CPU of a running guest is busy all the time, half of its memory is used, disks
 *       and network interfaces are read and written at a constant rate.
 *   <li>Work takes no time. Real operations are under way when the call returns: await them, or see them fail elsewhere.
 *   <li>A command in a guest answers what {@link #answer} says, whatever its user, directory and environment.
 *   <li>A console echoes nothing, and prints what {@link #answerConsole} and {@link #printOnConsole} say. Who opens it late has missed
 *       what was printed.
 *   <li>By its native definition only the size of a guest can be changed, not its parts. Virtual functions lie eight functions behind
 *       their adapter, and drivers take what a {@code DeviceControl} gives back to the host.
 *   <li>A migration takes no time unless a bandwidth is given, and then the time of its source's clock; the disks of the guest
 *       are everywhere, and its memory does not change. A guest keeps its UUID unless one of the destination has it: ids are counted.
 *   <li>A storage pool has 1 TiB, wherever it is. Of a volume at most 64 MiB can be uploaded, and a download has what was uploaded
 *       without the zeros after it. Subnets are compared as text.
 *   <li>What the specification of a guest names need not exist: disks, images, networks and kernels are neither looked for nor made,
 *       and are there from then on. Only what a guest is given later has to.
 *   <li>A guest lets its disks go at once. What it writes is not held while it is frozen.
 *   <li>There is no limit of memory or CPUs: hosts overcommit, and this one without end.
 *   <li>A stopped guest keeps its devices for itself; libvirt gives them to the first guest that is started. Only PCI devices
 *       that are in the way of each other are seen to by IOMMU groups; to give a device away binds it to no other driver, which {@code DeviceControl} does.
 *   <li>Of a disk a snapshot keeps nothing: it takes the guest's state, size, hardware and place in the tree back. A saved state keeps
 *       nothing of the memory either.
 *   <li>A shutdown of a paused Xen guest is refused; a real one waits until the guest is resumed. Domain-0 is not listed.
 *   <li>vSphere has neither folders nor clusters nor permissions, Docker neither health checks nor restart policies.
 *   <li>Errors are typed as those of real hosts are, in words of their own and without a native error. Connections do
 *       not break, nothing is slow or fails, and of events only those are lost that a listener is too slow for, unless a test says
 *       so by {@link #faults}.
 *   <li>The hardware is made up, and says so in the evidence of its reports.
 * </ul>
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FakeHost {
    private static final String IMAGE = "fake-image:1";

    private final HostCore core;
    private final FakeClock clock;

    private FakeHost(HostCore core) {
        this.core = core;
        this.clock = core.clock();
    }

    static FakeHost of(Family family) {
        return new FakeHost(new HostCore(Blueprint.of(family, Hardware.of(family)), FakeClock.create()));
    }

    /**
     * A host in the state that was recorded of another one; guests can be changed as on any fake host.
     *
     * <p>Its clock begins at the time of the recording. A capability that the recorded host or guest did not have is not there,
     * for the reason that was recorded; one that it had is there if fake hosts have it. Guests behave as those of the family
     * that comes closest: containers as Docker's, machines of other technologies as KVM's.
     *
     * @throws HypervisorException.HostFailure if the recording is damaged
     */
    public static FakeHost replay(Recording recording) {
        return new FakeHost(RecordedHost.read(recording.fields()).play());
    }

    /**
     * A host in the state that was recorded of another one, from a file; {@link #replay(Recording)} says more.
     *
     * @throws HypervisorException as {@link Recording#read} does
     */
    public static FakeHost replay(Path file) {
        return replay(Recording.read(file));
    }

    HostCore core() {
        return core;
    }

    /** A host that runs QEMU with KVM, without guests. */
    public static FakeHost kvm() {
        return of(Family.KVM);
    }

    /** A host that runs Xen, without guests. */
    public static FakeHost xen() {
        return of(Family.XEN);
    }

    /** A host that runs VMware ESXi, without guests. */
    public static FakeHost vsphere() {
        return of(Family.VSPHERE);
    }

    /** A host that runs Docker, without containers. */
    public static FakeHost containers() {
        return of(Family.CONTAINERS);
    }

    /**
     * Adds a guest that has been in this state from now on; a machine with one CPU and 1 GiB, or a container without limits.
     *
     * @throws IllegalArgumentException if guests of this family are never in the state
     * @throws HypervisorException as {@link Hypervisor#define} fails: the name is taken, or the family refuses it
     */
    public FakeHost withGuest(String name, GuestState state) {
        GuestSpec.Builder spec = GuestSpec.builder(name);
        if (!core.family().hasMachines()) {
            spec.boot(BootSource.image(IMAGE, List.of()));
        }
        return withGuest(spec.build(), state);
    }

    /**
     * Adds a guest that was made by this specification and has been in this state from now on.
     *
     * @throws IllegalArgumentException if guests of this family are never in the state
     * @throws HypervisorException as {@link Hypervisor#define} fails
     */
    public FakeHost withGuest(GuestSpec spec, GuestState state) {
        requireKnown(state);
        core.add(spec, core.family().found(state));
        return this;
    }

    /**
     * Adds so many guests in this state, named {@code fake-1}, {@code fake-2} and so on.
     *
     * @throws IllegalArgumentException if guests of this family are never in the state, or the count is negative
     * @throws HypervisorException.Conflict if one of the names is taken
     */
    public FakeHost withGuests(int count, GuestState state) {
        if (count < 0) {
            throw new IllegalArgumentException("a host cannot have " + count + " guests");
        }
        for (int number = 1; number <= count; number++) {
            withGuest("fake-" + number, state);
        }
        return this;
    }

    /**
     * Has this host stand on another machine, in the place of its CPU, memory, features and devices; guests run on it all the
     * same.
     *
     * @throws IllegalStateException if guests have devices of the present machine
     */
    public FakeHost withHardware(HardwareProfile profile) {
        core.standOn(profile.hardware());
        return this;
    }

    /** Sets the report on one feature of the CPU or the platform. */
    public FakeHost withFeature(FeatureReport report) {
        core.features().put(report);
        return this;
    }

    /** Sets the state of one feature of the CPU or the platform, with evidence that names this testkit. */
    public FakeHost withFeature(CpuFeature feature, FeatureState state) {
        return withFeature(FeatureReport.builder(feature, state)
                .evidence(Reports.evidence("set by the test"))
                .build());
    }

    /** Adds a device to the host; it replaces one of the same kind at the same address. */
    public FakeHost withDevice(PassthroughDevice device) {
        core.putDevice(device);
        return this;
    }

    /**
     * Says what a command in any guest of this host answers; commands of which nothing was said are not found,
     * but {@code true} and {@code false}.
     *
     * @param program the command without its arguments, as {@code ExecSpec.command()} begins
     * @param answer is asked in the thread that does the work of the connection; a later answer replaces an earlier one
     */
    public FakeHost answer(String program, Function<? super ExecSpec, ExecResult> answer) {
        core.answers().put(program, answer);
        return this;
    }

    /** Has a command in any guest of this host write this text and end with exit code 0. */
    public FakeHost answer(String program, String output) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        return answer(program, spec -> ExecResult.of(0, bytes, new byte[0], false));
    }

    /**
     * Says what the agent in the guest of this name answers; unless a test says so, each guest has one that knows its name, its
     * addresses and its disks, where the hosts of the family have agents.
     */
    public FakeHost agent(String guest, FakeAgent agent) {
        core.agents().put(guest, agent);
        return this;
    }

    /**
     * Has a guest ignore when it is asked to shut down by these methods; it replaces what was said of it before.
     *
     * <p>A shutdown that it ignores altogether ends when the guest has stopped otherwise, or when the
     * {@linkplain dev.hvsdk.api.capability.ShutdownOptions#patience patience} ends by {@link #clock()}.
     */
    public FakeHost guestIgnores(GuestId guest, ShutdownMethod... methods) {
        core.shutdowns().ignore(guest, Set.of(methods));
        return this;
    }

    /**
     * Says what any guest of this host answers to a line that is typed at its console; nothing unless this was called.
     *
     * @param answer is given the line without its end, in the thread that types; what it gives is printed as it is
     */
    public FakeHost answerConsole(Function<? super String, String> answer) {
        core.consoles().answer(answer);
        return this;
    }

    /** Has a guest print something on its console, for those who have it open. */
    public FakeHost printOnConsole(GuestId guest, String text) {
        core.consoles().print(guest, text);
        return this;
    }

    /**
     * Has a guest go into a state by itself, as when its kernel panics, or a person at its keyboard shuts it down.
     *
     * @throws IllegalArgumentException if guests of this family are never in the state
     * @throws HypervisorException.NotFound if there is no such guest, or no longer
     */
    public GuestInfo guestBecomes(GuestId guest, GuestState state, StateReason reason) {
        requireKnown(state);
        return core.force(guest, new Step(state, reason));
    }

    private void requireKnown(GuestState state) {
        if (!core.family().transitions().states().contains(state)) {
            throw new IllegalArgumentException(
                    "a guest of fake:" + core.family().id() + " is never " + state.id());
        }
    }

    /** What goes wrong on this host; nothing does until a test says so. */
    public Faults faults() {
        return core.faults();
    }

    /** What this host was asked until now. */
    public Journal journal() {
        return core.journal();
    }

    /**
     * Has this host object to programs that use it in ways that go well with a fake and wrong with a host, by a
     * {@link ProtocolMisuseError} with all that it was asked.
     *
     * <p>Thrown at once: any call by a connection that was closed, but {@code close()} itself and {@code isOpen()}. Thrown when
     * the connection is closed, after it was:
     *
     * <ul>
     *   <li>operations whose end nobody waited for, by {@code await} or {@code completion}: on a host they may be under way still,
     *       and if they failed, nobody knows;
     *   <li>subscriptions and consoles that were not closed: listeners were called, and others locked out, until now;
     *   <li>having tried to undefine a guest that was not stopped: a host may do it and keep the guest running, undefined;
     *   <li>having tried to change something by a connection that was opened for reading only.
     * </ul>
     *
     * @return this host
     */
    public FakeHost strict() {
        core.connections().beStrict();
        return this;
    }

    /**
     * What a {@linkplain #strict() strict} host would object to now, strict or not, of all connections since the host was made;
     * one line for each.
     */
    public List<String> misuses() {
        return core.connections().misuses();
    }

    /** How many connections to this host are open. */
    public int openConnections() {
        return core.connections().open();
    }

    /**
     * What programs have opened or begun and not finished: each connection that is open, followed by its open subscriptions and consoles, and
     * its operations that have not ended. With JUnit, {@code @FakeHypervisor} sees to it that there is nothing after a test.
     */
    public List<Leftover> leftovers() {
        return core.connections().leftovers();
    }

    /** The time of this host. */
    public FakeClock clock() {
        return clock;
    }

    /** Connects; the connections to one fake host are independent of each other and see the same guests. */
    public Hypervisor open() {
        return open(
                ConnectSpec.of(URI.create(FakeProvider.ID + ":" + core.family().id())));
    }

    /**
     * Connects with this specification; its URI is only shown.
     *
     * <p>If it is read-only, all that reads works, capabilities included, and each change fails with
     * {@link HypervisorException.PermissionDenied}.
     */
    public Hypervisor open(ConnectSpec spec) {
        return connect(spec);
    }

    FakeConnection connect(ConnectSpec spec) {
        return FakeConnection.open(core, spec);
    }

    /**
     * A backend that opens this very host by any {@code fake:} URI, for code that is given a set of backends:
     * {@code Hypervisors.of(fake.provider())}.
     */
    public HypervisorProvider provider() {
        return new BoundProvider(this);
    }

    /** Such as {@code fake:kvm}. */
    @Override
    public String toString() {
        return FakeProvider.ID + ":" + core.family().id();
    }
}
