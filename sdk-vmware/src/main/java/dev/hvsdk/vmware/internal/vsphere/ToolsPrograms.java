/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereGuestOperations;
import dev.hvsdk.vmware.VsphereProcess;
import dev.hvsdk.vmware.VsphereProgram;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The process manager of guest operations; each call logs in to the guest. Thread-safe. */
final class ToolsPrograms implements VsphereGuestOperations {
    private static final String START = "start program";
    private static final String END = "end process";
    private static final String MANAGER = "processManager";

    private final Machine machine;

    ToolsPrograms(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Operation<Long> start(Credentials user, VsphereProgram program) {
        requireName(user);
        return machine.change(START, source -> {
            ErrorFactory about = machine.errors(START);
            return call("StartProgramInGuest", user, about, spec(program)).stream()
                    .findFirst()
                    .flatMap(Element::asNumber)
                    .orElseThrow(() -> about.hostFailure("the server does not tell the number of the process"));
        });
    }

    private static Element spec(VsphereProgram program) {
        List<Element> parts = new ArrayList<>(List.of(
                Element.ofText("programPath", program.path()),
                Element.ofText("arguments", program.arguments().orElse(""))));
        program.directory()
                .map(directory -> Element.ofText("workingDirectory", directory))
                .ifPresent(parts::add);
        program.environment().forEach((name, value) -> parts.add(Element.ofText("envVariables", name + "=" + value)));
        return Element.of("spec", parts).typed("GuestProgramSpec");
    }

    @Override
    public List<VsphereProcess> processes(Credentials user) {
        requireName(user);
        ErrorFactory about = machine.errors("list processes");
        return call("ListProcessesInGuest", user, about).stream()
                .map(info -> process(info, about))
                .toList();
    }

    private static VsphereProcess process(Element info, ErrorFactory about) {
        long pid = info.number("pid")
                .orElseThrow(() -> about.hostFailure("the server tells of a process without a number"));
        VsphereProcess.Builder process = VsphereProcess.builder(pid);
        info.text("name").ifPresent(process::name);
        info.text("owner").ifPresent(process::owner);
        info.text("cmdLine").ifPresent(process::commandLine);
        info.text("startTime").flatMap(GuestReading::time).ifPresent(process::startedAt);
        // Both are there only of one that has ended.
        info.text("endTime").flatMap(GuestReading::time).ifPresent(process::endedAt);
        info.number("exitCode").ifPresent(code -> process.exitCode(code.intValue()));
        return process.build();
    }

    @Override
    public Operation<Long> terminate(Credentials user, long pid) {
        requireName(user);
        return machine.change(END, source -> {
            call("TerminateProcessInGuest", user, machine.errors(END), Element.ofNumber("pid", pid));
            return pid;
        });
    }

    @Override
    public Map<String, String> environment(Credentials user) {
        requireName(user);
        Map<String, String> found = new LinkedHashMap<>();
        for (Element line : call("ReadEnvironmentVariableInGuest", user, machine.errors("read environment"))) {
            String[] pair = line.text().split("=", 2);
            found.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return Collections.unmodifiableMap(found);
    }

    private static void requireName(Credentials user) {
        if (user.user().isEmpty()) {
            throw new IllegalArgumentException("the credentials of a guest need the name of a user in it");
        }
    }

    private List<Element> call(String method, Credentials user, ErrorFactory about, Element... arguments) {
        ManagedRef manager = manager(about);
        List<Element> all = new ArrayList<>(List.of(machine.ref().as("vm"), login(user)));
        all.addAll(List.of(arguments));
        return machine.vsphere()
                .session()
                .run(
                        about,
                        calls -> calls.send(manager, method, all.toArray(Element[]::new))
                                .children("returnval")
                                .toList());
    }

    private ManagedRef manager(ErrorFactory about) {
        ManagedRef operations = machine.vsphere().session().content().manager("guestOperationsManager");
        return machine.vsphere()
                .properties()
                .of(operations, about, MANAGER)
                .ref(MANAGER)
                .orElseThrow(() -> about.hostFailure("the server does not name its " + MANAGER));
    }

    private static Element login(Credentials user) {
        return Element.of(
                        "auth",
                        Element.ofFlag("interactiveSession", false),
                        Element.ofText("username", user.user().orElseThrow()),
                        Element.ofText("password", new String(user.password())))
                .typed("NamePasswordAuthentication");
    }
}
