// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

// A simulated vCenter or ESX for tests, on the simulator of Debian's package golang-github-vmware-govmomi-dev; "vcsim ctl" is a
// client for it, and for real ones.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "github.com/vmware/govmomi/pbm/simulator"
	"github.com/vmware/govmomi/simulator"
	_ "github.com/vmware/govmomi/vapi/simulator"
)

// What the command line asks for.
type options struct {
	listen, user, password string
	esx, keep, verbose     bool
	vms, hosts, clusters   int
	datastores, pools      int
	gpus, nics             int
	certificate            certificate
	idle                   time.Duration
	trace                  string
	gate                   *gate
}

func parse(arguments []string) *options {
	o := &options{gate: newGate()}
	f := flag.NewFlagSet("vcsim", flag.ExitOnError)
	f.StringVar(&o.listen, "l", "127.0.0.1:0", "`address` to listen on; port 0 is a free one")
	f.BoolVar(&o.esx, "esx", false, "an ESX host, not a vCenter")
	f.BoolVar(&o.keep, "keep", false, "live on when standard input ends")
	f.BoolVar(&o.verbose, "verbose", false, "the simulator's own log on standard error")
	f.IntVar(&o.vms, "vm", 2, "virtual machines, of each resource pool")
	f.IntVar(&o.hosts, "host", 2, "hosts of each cluster")
	f.IntVar(&o.clusters, "cluster", 1, "clusters")
	f.IntVar(&o.pools, "pool", 0, "resource pools of each cluster, beside its root")
	f.IntVar(&o.datastores, "ds", 1, "datastores")
	f.IntVar(&o.gpus, "gpus", 0, "GPUs of each host that can be passed through")
	f.IntVar(&o.nics, "nics", 0, "network cards of each host with SR-IOV")
	f.BoolVar(&toolsInstalled, "tools", false, "guests that run have VMware Tools, as far as those tell something")
	f.StringVar(&o.user, "username", "user", "the one who may log in")
	f.StringVar(&o.password, "password", "pass", "with this password")
	f.StringVar(&o.certificate.file, "tlscert", "", "certificate, PEM `file`")
	f.StringVar(&o.certificate.key, "tlskey", "", "its key, PEM `file`")
	f.StringVar(&o.certificate.names, "tlsnames", "127.0.0.1,localhost", "if there are no such files, they are made, for these `hosts`")
	f.BoolVar(&o.certificate.expired, "tlsexpired", false, "then one that has expired")
	f.DurationVar(&o.idle, "session-idle", 0, "sessions that are idle for so long end")
	f.IntVar(&pageLimit, "page", 0, "most objects of one answer")
	f.BoolVar(&o.gate.realXML, "real-xml", false, "items of arrays tell their types, as those of a real server")
	f.BoolVar(&o.gate.gzip, "gzip", false, "compress answers for those who accept it, as a real server")
	f.Var(faultFlag{o.gate}, "fault", "`Method:What[:skip[:times]]`, repeatable. What: a fault's type, task.Type (the task fails), slow.Milliseconds (the task takes so long), a status of HTTP, drop (before the call), lose (after it)")
	f.Var(delayFlag{o.gate}, "method-delay", "`Method:milliseconds`, repeatable")
	f.IntVar(&o.gate.delay, "delay", 0, "`milliseconds` before each answer")
	f.StringVar(&o.trace, "trace", "", "`file` for what is said, passwords too")
	_ = f.Parse(arguments)
	return o
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "ctl" {
		control(os.Args[2:])
		return
	}
	o := parse(os.Args[1:])
	if !o.verbose {
		log.SetOutput(io.Discard)
	}
	files, err := os.MkdirTemp("", "vcsim-")
	check(err)
	// The simulator makes directories of its own for datastores, and forgets them if it is ended otherwise.
	check(os.Setenv("TMPDIR", files))
	defer os.RemoveAll(files)
	if err := serve(o); err != nil {
		_ = os.RemoveAll(files)
		check(err)
	}
}

func serve(o *options) (err error) {
	defer func() {
		// A port that is taken, for one, is a panic there.
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	m := o.model()
	hardware(o.gpus, o.nics)
	simulator.SessionIdleTimeout = o.idle
	if o.trace != "" {
		if simulator.TraceFile, err = os.Create(o.trace); err != nil {
			return err
		}
		simulator.Trace = true
	}
	if err = m.Create(); err != nil {
		return err
	}
	pageResults(m)
	wireSwitches()
	chain, err := o.certificate.load()
	if err != nil {
		return err
	}
	m.Service.Listen = &url.URL{Host: o.listen, User: url.UserPassword(o.user, o.password)}
	m.Service.RegisterEndpoints = true
	m.Service.ServeMux = http.NewServeMux()
	m.Service.TLS = &tls.Config{Certificates: []tls.Certificate{chain}}
	o.gate.service = m.Service
	s := newServer(m.Service, o.gate)
	o.gate.leaf = s.Certificate()
	fmt.Printf("ready https://%s/sdk\n", s.Listener.Addr())
	await(o)
	return nil
}

func (o *options) model() *simulator.Model {
	if o.esx {
		m := simulator.ESX()
		m.Machine, m.Datastore = o.vms, o.datastores
		return m
	}
	m := simulator.VPX()
	m.Machine, m.Datastore, m.ClusterHost, m.Cluster, m.Pool = o.vms, o.datastores, o.hosts, o.clusters, o.pools
	m.Host = 0
	return m
}

// Nobody knows the port yet, so no request comes past the gate.
func newServer(service *simulator.Service, g *gate) *simulator.Server {
	s := service.NewServer()
	g.next = s.Config.Handler
	s.Config.Handler = g
	return s
}

// Until a signal or, so as not to outlive who started it, the end of standard input.
func await(o *options) {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		o.gate.obey(os.Stdin, os.Stdout)
		if !o.keep {
			end <- syscall.SIGTERM
		}
	}()
	<-end
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "vcsim:", err)
		os.Exit(1)
	}
}
