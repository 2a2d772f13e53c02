# Runs cases of the Autobahn testsuite, as Jython 2.7, against several servers side by side, and writes what the suite
# says of each case as JSON: {agent: {case: facts}}.
#
#   cases.py OUTPUT AGENT=URL=CASES...      CASES are patterns of the suite, with commas: 1.*,7.1.*
import sys

from autobahntestsuite import choosereactor  # first of all, as the suite has it
import json

from twisted.internet import reactor

from autobahntestsuite import fuzzing

# What the fuzzing client noted of a case, without times and sizes of pieces.
FACTS = ('behavior', 'behaviorClose', 'remoteCloseCode', 'remoteCloseReason', 'wasClean', 'received')

# Seconds for what a busy machine may delay; the suite's own 5, 1 and 1 are no part of any case.
PATIENCE = {'openHandshakeTimeout': 30, 'closeHandshakeTimeout': 5, 'serverConnectionDropTimeout': 5}

running = []
results = {}


class Client(fuzzing.FuzzingClientFactory):
    """The suite's own client; its report is kept instead of written, and the last one of all ends the run."""

    def createReports(self, produceHtml=True, produceJson=True):
        for agent, cases in self.agents.items():
            results[agent] = dict((case, dict((fact, noted[fact]) for fact in FACTS)) for case, noted in cases.items())


def surviving(lost):
    """The suite trips over a connection that is lost before its case began, and would end: the next case is due."""
    def connection_lost(protocol, reason):
        try:
            lost(protocol, reason)
        except (AttributeError, KeyError):
            case = protocol.factory.CaseSet.caseClasstoId(protocol.Case)
            facts = dict.fromkeys(FACTS)
            facts['behavior'] = facts['behaviorClose'] = 'LOST'
            protocol.factory.agents.setdefault(protocol.caseAgent, {})[case] = facts
    return connection_lost


class Ender(object):
    """Stands for the reactor where the suite's client stops it: others may not be done yet."""

    def __getattr__(self, name):
        return getattr(reactor, name)

    def stop(self):
        running.pop()
        if not running:
            reactor.stop()


def main(output, servers):
    fuzzing.reactor = Ender()
    fuzzing.FuzzingClientProtocol.connectionLost = surviving(fuzzing.FuzzingClientProtocol.connectionLost.__func__)
    for server in servers:
        agent, url, cases = server.split('=')
        running.append(agent)
        Client({
            'options': dict(PATIENCE, failByDrop=False),
            'servers': [{'agent': agent, 'url': url, 'options': {'version': 18}}],
            'cases': cases.split(','),
            'exclude-cases': [],
            'exclude-agent-cases': {},
        })
    reactor.run()
    with open(output, 'w') as out:
        json.dump(results, out, sort_keys=True)


main(sys.argv[1], sys.argv[2:])
