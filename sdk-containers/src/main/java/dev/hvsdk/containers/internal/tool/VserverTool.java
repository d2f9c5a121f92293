/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.host.command.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** util-vserver's vserver-stat(8) and vserver(8). */
final class VserverTool implements Tool {
    /** The parameter that names the directory of the configured guests, which depends on how the tools were built. */
    private static final String DIRECTORY = "vservers";

    @Override
    public String product() {
        return "Linux-VServer";
    }

    @Override
    public Technology technology() {
        return Technology.LINUX_VSERVER;
    }

    @Override
    public String program() {
        return "vserver-stat";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(DIRECTORY);
    }

    @Override
    public List<GuestInfo> list(ToolCalls calls) {
        Map<String, GuestInfo> guests = new LinkedHashMap<>();
        calls.tryOutput("ls", "-1", calls.directory(DIRECTORY, "/etc/vservers")).stream()
                .flatMap(String::lines)
                .forEach(name -> guests.put(name, info(name, GuestState.STOPPED).build()));
        calls.parse(Vserver::parse, "vserver-stat")
                .forEach(guest -> guests.put(
                        guest.name(),
                        info(guest.name(), GuestState.RUNNING)
                                .cpuTime(guest.cpuTime())
                                .build()));
        return List.copyOf(guests.values());
    }

    private GuestInfo.Builder info(String name, GuestState state) {
        return GuestInfo.builder(GuestId.of(name), name, state).technology(technology());
    }

    @Override
    public Recipe recipe(Verb verb, GuestInfo guest) {
        String name = guest.id().value();
        return switch (verb) {
            case START -> Recipe.of("vserver", name, "start");
            // The tool kills by itself what does not end; it has no other way to stop.
            case SHUT_DOWN, STOP -> Recipe.of("vserver", name, "stop");
            case REBOOT -> Recipe.of("vserver", name, "restart");
            case PAUSE, RESUME -> Recipe.none(Support.Reason.NO_SUCH_CONCEPT, "Linux-VServer cannot freeze a guest");
            case REMOVE -> Recipe.of("vserver", "--silent", name, "delete");
        };
    }

    @Override
    public List<String> exec(GuestInfo guest, ExecSpec spec) {
        Inside.refuseUser(spec, product());
        List<String> command = new ArrayList<>(List.of("vserver", guest.id().value(), "exec"));
        command.addAll(Inside.command(spec));
        return command;
    }

    @Override
    public boolean isMissingCommand(CommandResult result) {
        return result.stderr().contains("execvp(") || Tool.super.isMissingCommand(result);
    }
}
