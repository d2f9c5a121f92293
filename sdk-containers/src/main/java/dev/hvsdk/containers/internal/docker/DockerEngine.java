/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.GuestLocks;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Docker or Podman on one connection. Thread-safe. */
final class DockerEngine implements HostDriver {
    private static final String CONTAINERS = "containers";

    private final Client client;
    private final HypervisorInfo info;
    private final CapabilityTable<HostContext, GuestContext> capabilities;
    private final GuestLocks changing = new GuestLocks();

    DockerEngine(Client client, HypervisorInfo info) {
        this.client = client;
        this.info = info;
        this.capabilities = DockerOffers.of(client);
    }

    @Override
    public HypervisorInfo info() {
        return info;
    }

    @Override
    public HostInfo machine() {
        JsonNode json = client.json(Request.read("info"), errors("read host"));
        CpuInfo.Builder cpu = CpuInfo.builder();
        Json.text(json, "Architecture").ifPresent(cpu::architecture);
        HostInfo.Builder host = HostInfo.builder(cpu.build());
        Json.text(json, "Name").ifPresent(host::name);
        Json.number(json, "MemTotal").ifPresent(bytes -> host.memory(MemorySize.ofBytes(bytes)));
        return host.build();
    }

    @Override
    public GuestListing list(GuestQuery query) {
        List<GuestInfo> found = Listing.read(client, query, errors("list guests"));
        return query.detailed() ? detailed(found, query) : GuestListing.of(found);
    }

    private GuestListing detailed(List<GuestInfo> found, GuestQuery query) {
        List<GuestInfo> read = new ArrayList<>();
        List<UnreadableGuest> unreadable = new ArrayList<>();
        for (GuestInfo guest : found) {
            try {
                GuestInfo now = read(guest.id());
                if (query.matches(now)) {
                    read.add(now);
                }
            } catch (HypervisorException.NotFound e) {
                // It went between the two questions, so it is none of the guests.
            } catch (HypervisorException.HostFailure e) {
                unreadable.add(UnreadableGuest.of(guest.id(), guest.name(), e));
            }
        }
        return GuestListing.of(read, unreadable);
    }

    @Override
    public GuestInfo read(GuestId id) {
        return Shape.read(inspect(id, "read"), errors("read", id), json -> ContainerJson.inspected(json, technology()));
    }

    private Technology technology() {
        return client.greeting().dialect().technology();
    }

    private JsonNode inspect(GuestId id, String operation) {
        ErrorFactory about = errors(operation, id);
        return client.json(Request.read(CONTAINERS, Shape.part(id, about), "json"), about);
    }

    @Override
    public List<PassthroughDevice> devices() {
        return new DockerDevices(client, errors("list devices"), Path.of("/")).read();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory about = errors("define").subject(spec.toString());
        Request request = Request.post(CONTAINERS, "create")
                .query("name", spec.name())
                .json(CreateJson.of(spec, client.greeting(), about));
        return Json.text(client.json(request, about), "Id")
                .map(GuestId::of)
                .orElseThrow(() -> about.hostFailure("the engine made a container without an id"));
    }

    /** Of two starts at once, Docker grants both, where it has looked at the state of both before it does either. */
    @Override
    public void start(GuestId id) {
        changing.alone(id, () -> {
            require(id, "start", GuestState.STOPPED);
            act(id, "start", Request.post(CONTAINERS, id.value(), "start"));
        });
    }

    /** By the signal that the image wants. A request to stop would kill it after a while. */
    @Override
    public void askToShutDown(GuestId id) {
        JsonNode json = inspect(id, "shutdown");
        requireState(json, id, "shutdown", GuestState.RUNNING);
        String signal = Json.text(json, "Config", "StopSignal").orElse("SIGTERM");
        act(id, "shutdown", Request.post(CONTAINERS, id.value(), "kill").query("signal", signal));
    }

    @Override
    public void stop(GuestId id) {
        require(id, "stop", GuestState.RUNNING, GuestState.PAUSED, GuestState.SHUTTING_DOWN);
        Request kill = Request.post(CONTAINERS, id.value(), "kill").query("signal", "SIGKILL");
        act(id, "stop", kill);
        // The signal is sent; that it has ended is another question, and so is that the engine knows.
        act(id, "stop", Request.post(CONTAINERS, id.value(), "wait").query("condition", "not-running"));
    }

    @Override
    public void pause(GuestId id) {
        require(id, "pause", GuestState.RUNNING);
        act(id, "pause", Request.post(CONTAINERS, id.value(), "pause"));
    }

    @Override
    public void resume(GuestId id) {
        require(id, "resume", GuestState.PAUSED);
        act(id, "resume", Request.post(CONTAINERS, id.value(), "unpause"));
    }

    /** The engine's patience is kept below ours. */
    @Override
    public void reboot(GuestId id) {
        require(id, "reboot", GuestState.RUNNING);
        long patience = Math.min(10, client.context().deadline().allowed().toSeconds() / 2);
        Request restart = Request.post(CONTAINERS, id.value(), "restart").query("t", Long.toString(patience));
        act(id, "reboot", restart);
    }

    /** With the volumes that have no name, which nobody could use any longer. */
    @Override
    public void remove(GuestId id) {
        require(id, "undefine", GuestState.STOPPED, GuestState.CRASHED);
        act(id, "undefine", Request.delete(CONTAINERS, id.value()).query("v", "true"));
    }

    private void act(GuestId id, String operation, Request request) {
        client.send(request, errors(operation, id));
    }

    /** The engines differ in what they let pass: Docker starts what it is to restart, Podman kills what has ended. */
    private void require(GuestId id, String operation, GuestState... states) {
        requireState(inspect(id, operation), id, operation, states);
    }

    private void requireState(JsonNode json, GuestId id, String operation, GuestState... states) {
        GuestState state = Shape.read(json, errors(operation, id), all -> ContainerJson.inspected(all, technology()))
                .state();
        if (!List.of(states).contains(state)) {
            throw errors(operation, id).wrongState("it is " + state.id());
        }
    }

    @Override
    public void watch(EventBus events) {
        Watcher.start(client, events);
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return capabilities;
    }

    private ErrorFactory errors(String operation) {
        return client.context().errors(operation);
    }

    private ErrorFactory errors(String operation, GuestId id) {
        return errors(operation).subject("guest " + id);
    }
}
