/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.benchmarks.report.Command;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A session of curl's, which sends what the SDK sends and throws the answer away. Not thread-safe. */
final class Curl {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    private final String address;
    private final Path directory;
    private final Path time;
    private final Path listing;

    private Curl(String address, Path directory) {
        this.address = address;
        this.directory = directory;
        time = directory.resolve("time.xml");
        listing = directory.resolve("listing.xml");
    }

    /** Logs in, and checks that it gets as many guests as there are. */
    static Curl open(Simulator simulator, Path directory, ListingRequest request, int guests) throws IOException {
        Curl curl = new Curl(simulator.address(), directory);
        curl.say(
                "Login",
                "SessionManager",
                "SessionManager",
                "<userName>" + Simulator.USER + "</userName><password>" + Simulator.PASSWORD + "</password>");
        String view = curl.say(
                        "CreateContainerView",
                        "ViewManager",
                        "ViewManager",
                        "<container type=\"Folder\">group-d1</container><type>VirtualMachine</type><recursive>true</recursive>")
                .replaceAll("(?s).*<returnval[^>]*>(.*?)</returnval>.*", "$1");
        Files.writeString(curl.time, envelope("CurrentTime", "ServiceInstance", "ServiceInstance", ""));
        Files.writeString(curl.listing, request.about(view));
        int read = Command.run(curl.command(List.of(), curl.listing)).split("<objects>", -1).length - 1;
        if (read != guests) {
            throw new IllegalStateException("curl read " + read + " instead of " + guests);
        }
        return curl;
    }

    private String say(String method, String type, String object, String arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("call.xml"), envelope(method, type, object, arguments));
        return Command.run(command(List.of(), file));
    }

    private static String envelope(String method, String type, String object, String arguments) {
        return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><" + method
                + " xmlns=\"urn:vim25\"><_this type=\"" + type + "\">" + object + "</_this>" + arguments + "</" + method
                + "></e:Body></e:Envelope>";
    }

    /** Of the listing, by a connection that is there already. */
    long warm() {
        List<String> argv = new ArrayList<>(timed(time));
        argv.add("--next");
        argv.addAll(timed(listing).subList(1, timed(listing).size()));
        return nanos(Command.run(argv).lines().skip(1).findFirst().orElseThrow());
    }

    /** The same with a connection that is made for it. */
    long cold() {
        return nanos(Command.run(timed(listing)).strip());
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds).multiply(NANOS_PER_SECOND).longValueExact();
    }

    private List<String> timed(Path body) {
        return command(List.of("-o", "/dev/null", "-w", "%{time_total}\n"), body);
    }

    private List<String> command(List<String> options, Path body) {
        String cookies = directory.resolve("cookies").toString();
        List<String> argv = new ArrayList<>(List.of("curl", "-s", "-k", "-b", cookies, "-c", cookies));
        argv.addAll(options);
        argv.addAll(List.of("-H", "Content-Type: text/xml; charset=utf-8", "-H", "SOAPAction: urn:vim25/6.5"));
        argv.addAll(List.of("--data-binary", "@" + body, address));
        return argv;
    }
}
